/** All the SQL of this room (隐患存储). */
package io.shoutu.hazard.store;
