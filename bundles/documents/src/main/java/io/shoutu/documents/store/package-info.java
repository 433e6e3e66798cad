/** All the SQL of documents. */
package io.shoutu.documents.store;
