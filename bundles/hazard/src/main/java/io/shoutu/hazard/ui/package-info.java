/** The pages of this room in the console (界面). */
package io.shoutu.hazard.ui;
