/** Who stands in which door of the house (插口一览). */
package io.shoutu.edge.doors;
