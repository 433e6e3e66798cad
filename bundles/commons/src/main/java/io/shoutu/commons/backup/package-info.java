/** Backups (备份): a copy of the database that was opened and counted, the files records refer to, and a sum over everything. */
package io.shoutu.commons.backup;
