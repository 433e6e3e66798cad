/** Commands of access (账号命令). */
package io.shoutu.access.command;
