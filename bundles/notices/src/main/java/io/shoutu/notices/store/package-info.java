/** All the SQL of notices (通知存储). */
package io.shoutu.notices.store;
