/** Staffing of township safety offices (镇街安办队伍) and the double decline of accidents and deaths (双下降). */
package io.shoutu.responsibility.township;
