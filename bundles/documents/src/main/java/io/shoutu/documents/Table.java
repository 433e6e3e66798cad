package io.shoutu.documents;

import static io.shoutu.api.access.Operation.ANYONE;
import static io.shoutu.api.access.Roles.ADMIN;
import static io.shoutu.api.access.Roles.AUDITOR;
import static io.shoutu.api.access.Roles.OPERATOR;

import io.shoutu.api.access.Operation;
import io.shoutu.api.access.Operations;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** Who may do what with documents (文书权限). */
@Component(service = Operations.class)
public final class Table implements Operations {
    @Override
    public List<Operation> operations() {
        return List.of(Operation.of("documents.read", "查看文书模板", ANYONE),
                Operation.of("documents.preview", "下载、预览文书模板", OPERATOR, ADMIN),
                Operation.of("documents.upload", "上传县级文书模板", ADMIN),
                Operation.of("documents.activate", "启用文书模板", ADMIN),
                Operation.of("documents.fonts", "查看字体", ADMIN),
                Operation.of("documents.import-directory", "批量导入名录", ADMIN),
                Operation.of("documents.export-directory", "导出名录、下载填写模板", OPERATOR, ADMIN),
                Operation.of("documents.import-enterprises", "批量导入企业", ADMIN),
                Operation.of("documents.export-enterprises", "导出企业名录", OPERATOR, ADMIN),
                Operation.of("documents.read-reports", "查看报表", OPERATOR, ADMIN, AUDITOR));
    }
}
