/** The use cases of the safety index (安全指数办理). */
package io.shoutu.hazard.index;
