/** The room of duty lists (责任体系): lists that are performed by work recorded elsewhere. */
package io.shoutu.responsibility;
