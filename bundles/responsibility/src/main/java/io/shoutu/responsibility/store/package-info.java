/** All the SQL of this room. */
package io.shoutu.responsibility.store;
