/** Commands of the demo (演示命令). */
package io.shoutu.demo.command;
