/** Accountability (追责问责): who is held to account for what, from the lead to the proof that it was done. */
package io.shoutu.responsibility.accountability;
