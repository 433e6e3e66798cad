package io.shoutu.documents;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator may change about documents (文书配置), PID {@code io.shoutu.documents}. */
@ObjectClassDefinition(id = "io.shoutu.documents", name = "Shoutu documents 文书")
public @interface Config {
    @AttributeDefinition(name = "Folders with fonts, the first wins 字体目录", description = "Separated by commas. 以逗号分隔，靠前的优先")
    String fonts() default "/usr/share/fonts,/usr/local/share/fonts";

    @AttributeDefinition(name = "Largest template in bytes 模板上限（字节）")
    long templateLimit() default 5_242_880;

    @AttributeDefinition(name = "Largest workbook handed in, in bytes 导入表格上限（字节）")
    long sheetLimit() default 10_485_760;

    @AttributeDefinition(name = "Most rows of a workbook handed in 导入表格行数上限")
    int sheetRows() default 20_000;
}
