package io.shoutu.edge.command;

/** What came of a command (命令结果): an exit code and the text it printed. */
record Answer(int code, String text) {}
