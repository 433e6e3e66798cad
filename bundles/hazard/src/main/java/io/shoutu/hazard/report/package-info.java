/** What this room contributes to reports (隐患报表). */
package io.shoutu.hazard.report;
