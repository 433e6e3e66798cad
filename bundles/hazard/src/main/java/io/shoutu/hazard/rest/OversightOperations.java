package io.shoutu.hazard.rest;

import io.shoutu.api.Lifecycle;
import io.shoutu.api.Term;
import io.shoutu.api.access.Operation;
import io.shoutu.api.access.Operations;
import io.shoutu.api.access.Roles;
import io.shoutu.hazard.domain.oversight.Certificate;
import io.shoutu.hazard.domain.oversight.SafetyProject;
import io.shoutu.hazard.domain.oversight.WorkStop;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Component;

/** What can be done with records of oversight (监管事项操作). */
@Component(service = Operations.class)
public final class OversightOperations implements Operations {
    @Override
    public List<Operation> operations() {
        Stream<Operation> others = Stream.of(Operation.of("work-stop.read", "查看停复工", Operation.ANYONE), Operation.of("work-stop.register", "登记停工停产", Roles.INSPECTOR, Roles.OPERATOR, Roles.RECTIFIER),
                Operation.of("safety-project.read", "查看三同时项目", Operation.ANYONE), Operation.of("safety-project.register", "登记三同时项目", Roles.INSPECTOR, Roles.OPERATOR),
                Operation.of("certificate.read", "查看证书", Operation.ANYONE), Operation.of("certificate.register", "登记证书", Roles.INSPECTOR, Roles.OPERATOR, Roles.RECTIFIER));
        return Stream.of(others, rows("work-stop", "停复工", WorkStop.Verb.values(), WorkStop.TABLE), rows("safety-project", "三同时", SafetyProject.Verb.values(), SafetyProject.TABLE),
                rows("certificate", "证书", Certificate.Verb.values(), Certificate.TABLE)).flatMap(s -> s).toList();
    }

    private static <S extends Enum<S> & Term, V extends Enum<V> & Term> Stream<Operation> rows(String word, String label, V[] verbs, Lifecycle<S, V> table) {
        return Arrays.stream(verbs).map(v -> new Operation(word + "." + v.word(), label + "：" + v.label(),
                Set.of(table.moves().stream().filter(m -> m.verb() == v).findFirst().orElseThrow().role().split(", ")), false));
    }
}
