/** The use cases of oversight (监管事项办理). */
package io.shoutu.hazard.oversight;
