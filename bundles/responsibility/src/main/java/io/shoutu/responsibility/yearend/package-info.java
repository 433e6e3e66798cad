/** Year end (年终): freezing, the duty report and its annex, scores and ranking. */
package io.shoutu.responsibility.yearend;
