/** All the HTTP of this room (督办接口). */
package io.shoutu.supervision.rest;
