/** All the SQL of this room (督办库). */
package io.shoutu.supervision.store;
