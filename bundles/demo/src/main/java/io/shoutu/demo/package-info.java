/** The invented county Anlan (演示县安澜): its directory, accounts, devices and the replay of a real recording. */
package io.shoutu.demo;
