/** All the HTTP of documents and reports. */
package io.shoutu.documents.rest;
