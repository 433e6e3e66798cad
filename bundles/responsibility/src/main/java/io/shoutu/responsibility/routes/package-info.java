/** All that this room hears. */
package io.shoutu.responsibility.routes;
