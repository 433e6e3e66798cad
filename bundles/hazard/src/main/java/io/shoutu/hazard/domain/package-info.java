/** What an inspector would recognise (隐患业务规则): the hazard, its moves, its guards. Knows the JDK and {@code io.shoutu.api} only. */
package io.shoutu.hazard.domain;
