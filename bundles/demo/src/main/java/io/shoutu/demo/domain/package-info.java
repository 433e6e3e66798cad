/** What the demo invents and how it replays; pure. */
package io.shoutu.demo.domain;
