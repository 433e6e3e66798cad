/** The use cases of public reports (举报办理). */
package io.shoutu.hazard.reports;
