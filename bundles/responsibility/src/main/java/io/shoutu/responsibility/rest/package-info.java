/** All the HTTP of the room (责任体系接口). */
package io.shoutu.responsibility.rest;
