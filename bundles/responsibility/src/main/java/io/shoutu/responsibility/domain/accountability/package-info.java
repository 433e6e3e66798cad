/** The rules of accountability (追责问责): knows the JDK and the API only. */
package io.shoutu.responsibility.domain.accountability;
