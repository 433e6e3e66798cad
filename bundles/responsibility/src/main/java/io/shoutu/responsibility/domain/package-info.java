/** The rules of duty lists (责任清单): what is due when, what counts, for whom. Knows the JDK and the API only. */
package io.shoutu.responsibility.domain;
