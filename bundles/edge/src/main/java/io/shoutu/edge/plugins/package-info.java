/** Plugins where the drop folder is off (插件安装): signed, looked at before anything of them starts, journaled. */
package io.shoutu.edge.plugins;
