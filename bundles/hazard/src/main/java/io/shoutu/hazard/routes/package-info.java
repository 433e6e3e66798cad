/** All this room hears (隐患监听). */
package io.shoutu.hazard.routes;
