/** All the HTTP of this room (隐患接口). */
package io.shoutu.hazard.rest;
