/** All this room hears (督办监听). */
package io.shoutu.supervision.routes;
