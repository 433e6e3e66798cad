/** Acme's gas detectors (气体探测器) on Shoutu, as a vendor would write it: it knows {@code io.shoutu.api} and standards, nothing else. */
package com.acme.shoutu.gas;
