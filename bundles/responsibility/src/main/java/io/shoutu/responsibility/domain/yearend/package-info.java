/** What a year came to (年终): frozen results, what came after, scores and their rules. Pure functions of what was counted. */
package io.shoutu.responsibility.domain.yearend;
