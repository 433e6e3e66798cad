/** What the room brings to the console (责任体系界面). */
package io.shoutu.responsibility.ui;
