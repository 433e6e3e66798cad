package io.shoutu.edge.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContractTest {
    @TempDir
    Path folder;

    private Path wsdl(UnaryOperator<String> change) throws IOException {
        try (var in = getClass().getResourceAsStream("/wsdl/wish-1.wsdl")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            String changed = change.apply(text);
            assertThat(changed).isNotEqualTo(text);
            return Files.writeString(folder.resolve("changed.wsdl"), changed);
        }
    }

    /** A plugin brings the WSDL along, so it is no more trusted than a message (CVE-2026-49875: schema factories that fetch). */
    @Test
    void aContractThatNamesSomethingElsewhereIsRefusedAndNothingIsFetched() throws Exception {
        try (ServerSocket sink = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            sink.setSoTimeout(100);
            String here = "http://127.0.0.1:" + sink.getLocalPort() + "/x.xsd";
            String schema = "<xs:schema targetNamespace=\"urn:test:wish:1\" elementFormDefault=\"qualified\">";
            for (String inside : new String[] {"<xs:import namespace=\"urn:x\" schemaLocation=\"" + here + "\"/><xs:element name=\"q\" type=\"x:t\" xmlns:x=\"urn:x\"/>", "<xs:include schemaLocation=\"" + here + "\"/>",
                "<xs:redefine schemaLocation=\"" + here + "\"/>", "<xs:include schemaLocation=\"file:///etc/passwd\"/>"}) {
                Path file = wsdl(text -> text.replace(schema, schema + inside));
                assertThatThrownBy(() -> Contract.read(file.toUri().toURL())).as(inside).isInstanceOf(IllegalArgumentException.class);
            }
            for (String prolog : new String[] {"<!DOCTYPE a SYSTEM \"" + here + "\">", "<!DOCTYPE a [<!ENTITY % p SYSTEM \"" + here + "\">%p;]>", "<!DOCTYPE a>"}) {
                Path file = wsdl(text -> text.replace("?>\n", "?>\n" + prolog));
                assertThatThrownBy(() -> Contract.read(file.toUri().toURL())).as(prolog).isInstanceOf(IllegalArgumentException.class);
            }
            assertThatThrownBy(sink::accept).as("connections out").isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void aFileThatIsNoContractIsRefusedByName() throws Exception {
        Path none = Files.writeString(folder.resolve("none.wsdl"), "<a/>");
        assertThatThrownBy(() -> Contract.read(none.toUri().toURL())).hasMessageContaining("none.wsdl");
        Path noAddress = wsdl(text -> text.replace("soap:address", "soap:elsewhere"));
        assertThatThrownBy(() -> Contract.read(noAddress.toUri().toURL())).hasMessageContaining("soap:address");
    }

    @Test
    void anAddressCannotBreakOutOfTheContract() throws Exception {
        Contract contract = Contract.read(getClass().getResource("/wsdl/wish-1.wsdl"));
        assertThat(new String(contract.at("http://a/\"><x/>$1&"), StandardCharsets.UTF_8)).contains("location=\"http://a/&quot;&gt;&lt;x/&gt;$1&amp;\"/>");
    }
}
