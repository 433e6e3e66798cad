/** What a county counts about its own safety work (基层力量与双下降): knows the JDK and the API only. */
package io.shoutu.responsibility.domain.township;
