package io.shoutu.itests;

import static org.ops4j.pax.exam.CoreOptions.options;
import static org.ops4j.pax.exam.CoreOptions.systemTimeout;
import static org.ops4j.pax.exam.CoreOptions.vmOption;
import static org.ops4j.pax.exam.CoreOptions.when;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.configureConsole;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.doNotModifyLogConfiguration;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.karafDistributionConfiguration;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.keepRuntimeFolder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.ops4j.pax.exam.Option;

/**
 * Our own distribution as Pax Exam's container (试验容器): the archive that is shipped, with ports of its own and one more
 * repository, the folder in which the build has laid Pax Exam's bundles. Nothing is fetched while it runs.
 *
 * <p>It is unpacked under {@code target/exam} and deleted afterwards ({@code -Dshoutu.exam.keep=true} keeps it); its log stays in
 * {@code target/exam-log-<fork>}.
 */
final class Container {
    private static final List<String> OPENS = List.of("java.base/java.security", "java.base/java.net", "java.base/java.lang", "java.base/java.util",
            "java.naming/javax.naming.spi", "java.rmi/sun.rmi.transport.tcp");
    private static final List<String> EXPORTS = List.of("java.base/sun.net.www.protocol.file", "java.base/sun.net.www.protocol.ftp",
            "java.base/sun.net.www.protocol.http", "java.base/sun.net.www.protocol.https", "java.base/sun.net.www.protocol.jar",
            "java.base/sun.net.www.content.text", "jdk.xml.dom/org.w3c.dom.html", "jdk.naming.rmi/com.sun.jndi.url.rmi", "java.rmi/sun.rmi.registry",
            "java.security.sasl/com.sun.security.sasl", "java.naming/com.sun.jndi.ldap");

    private Container() {}

    static Option[] distribution(boolean demo) throws IOException {
        Path home = Path.of(System.getProperty("shoutu.home")).toRealPath();
        Path target = home.resolve("bundles/itests/target");
        Path archive = only(home.resolve("karaf-assembly/target"), "shoutu-karaf-", ".tar.gz");
        Path repository = target.resolve("exam-repository");
        Path log = Files.createDirectories(target.resolve("exam-log-" + System.getProperty("surefire.forkNumber", "1")));

        Files.deleteIfExists(log.resolve("shoutu.log"));

        // Where the container never came up Pax Exam forgets its process.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly), "exam-end"));

        List<Option> options = new ArrayList<>(List.of(
                karafDistributionConfiguration().frameworkUrl(archive.toUri().toString()).name("Shoutu").unpackDirectory(target.resolve("exam").toFile())
                        .useDeployFolder(false),
                configureConsole().ignoreLocalConsole().ignoreRemoteShell(),
                doNotModifyLogConfiguration(),
                systemTimeout(120_000),
                when(Boolean.getBoolean("shoutu.exam.keep")).useOptions(keepRuntimeFolder()),
                editConfigurationFilePut("etc/org.ops4j.pax.url.mvn.cfg", "org.ops4j.pax.url.mvn.defaultRepositories",
                        "${karaf.home.uri}${karaf.default.repository}@id=system.repository@snapshots," + repository.toUri() + "@id=exam.repository@snapshots"),
                // The log outlives the container.
                editConfigurationFilePut("etc/org.ops4j.pax.logging.cfg", "log4j2.appender.rolling.fileName", log + "/shoutu.log"),
                editConfigurationFilePut("etc/org.ops4j.pax.logging.cfg", "log4j2.appender.rolling.filePattern", log + "/shoutu.log.%i")));

        // What bin/shoutu-java gives the JVM. Pax Exam starts it in the unpacked folder, so lib/ is found from there.
        for (String option : List.of("-Xmx512m", "-Dfile.encoding=UTF-8", "-Duser.timezone=Asia/Shanghai", "-Djava.awt.headless=true",
                "-Dshoutu.http.port=" + Platform.freePort(), "-Dshoutu.mqtt.port=" + Platform.freePort(), "-Dshoutu.demo=" + demo,
                "--add-reads=java.xml=java.logging",
                "-classpath", "lib/boot/*:lib/jdk9plus/*")) {
            options.add(vmOption(option));
        }
        Platform.JVM.forEach(option -> options.add(vmOption(option)));
        for (String opened : OPENS) {
            options.add(vmOption("--add-opens"));
            options.add(vmOption(opened + "=ALL-UNNAMED"));
        }
        EXPORTS.forEach(exported -> options.add(vmOption("--add-exports=" + exported + "=ALL-UNNAMED")));
        return options(options.toArray(Option[]::new));
    }

    private static Path only(Path folder, String prefix, String suffix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.getFileName().toString().startsWith(prefix) && f.getFileName().toString().endsWith(suffix)).findFirst()
                    .orElseThrow(() -> new IOException("no " + prefix + "*" + suffix + " in " + folder + ": build karaf-assembly first"));
        }
    }
}
