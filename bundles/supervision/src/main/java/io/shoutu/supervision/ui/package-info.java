/** The pages of this room in the console (督办页面). */
package io.shoutu.supervision.ui;
