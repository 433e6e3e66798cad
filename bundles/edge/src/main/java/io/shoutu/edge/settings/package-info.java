/** The settings on a page (配置页): what bundles say of their configuration, what holds, and changing it with a trace. */
package io.shoutu.edge.settings;
