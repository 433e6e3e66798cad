/** Supervision as inspectors speak of it (督办): the JDK and the api only. */
package io.shoutu.supervision.domain;
