/**
 * The room of supervision (督办): letters, interviews, listed supervision, escalated investigation, instructions of the head, circulars, the ladder that proposes them, points of enterprise heads.
 */
package io.shoutu.supervision;
