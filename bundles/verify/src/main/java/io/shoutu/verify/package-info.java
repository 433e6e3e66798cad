/**
 * The stand-alone verifier (独立核验程序): reads the journal's two tables and signed checkpoints, and says whether anything was changed.
 *
 * <p>It shares no line of code with the platform, on purpose: a mistake in the platform's own hashing cannot hide behind itself. What it
 * does stands in {@code docs/wire.md}, "The journal in court"; anyone may write another.
 */
package io.shoutu.verify;
