/** Public reports (举报) and what they are worth. Pure; who reported is not in here. */
package io.shoutu.hazard.domain.reports;
