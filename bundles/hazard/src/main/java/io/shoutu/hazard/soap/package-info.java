/** Hazards over SOAP (隐患 SOAP 接口): the messages of {@code wsdl/hazard-1.wsdl}, on the same service methods as REST. */
@XmlSchema(namespace = Messages.NAMESPACE, elementFormDefault = XmlNsForm.QUALIFIED)
package io.shoutu.hazard.soap;

import javax.xml.bind.annotation.XmlNsForm;
import javax.xml.bind.annotation.XmlSchema;
