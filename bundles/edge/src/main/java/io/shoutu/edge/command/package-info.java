/**
 * Commands (命令): the channel by which the operator of the machine speaks to the running platform, and the commands of the edge.
 *
 * <p>A command of any bundle whose scope is {@code shoutu} can be given; nothing else of the shell can.
 */
package io.shoutu.edge.command;
