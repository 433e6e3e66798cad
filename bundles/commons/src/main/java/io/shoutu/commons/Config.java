package io.shoutu.commons;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator may change on floor 1 (公共服务配置), PID {@code io.shoutu.commons}. */
@ObjectClassDefinition(name = "Shoutu commons 公共服务")
@Retention(RetentionPolicy.CLASS)
public @interface Config {
    @AttributeDefinition(description = "Milliseconds before a failed journal entry is tried again; doubled each time. 首次重试前的等待毫秒数，逐次加倍")
    long retryFirstDelay() default 50;

    @AttributeDefinition(description = "Longest wait between two tries in milliseconds. 两次重试之间最长等待毫秒数")
    long retryLongestDelay() default 2_000;

    @AttributeDefinition(description = "Seconds after which a dead node's listeners are taken over. 节点失联后其监听被接管的秒数")
    int leaseSeconds() default 15;

    @AttributeDefinition(description = "Largest attachment in bytes. 单个附件的最大字节数")
    long attachmentMaxBytes() default 10_485_760;

    @AttributeDefinition(description = "Hours after which an attachment no record uses is removed. 未被任何记录使用的附件保留小时数")
    int attachmentUnboundHours() default 24;

    @AttributeDefinition(description = "Largest upload sent in pieces, in bytes. 断点续传单个文件的最大字节数")
    long uploadMaxBytes() default 52_428_800;

    @AttributeDefinition(description = "Hours an upload nobody continues is kept. 中断的上传保留小时数")
    int uploadHours() default 24;

    @AttributeDefinition(description = "Unfinished uploads one account may have. 每个账号同时进行的上传数上限")
    int uploadsOpen() default 20;

    @AttributeDefinition(description = "Hash of new seals and of the tree: SHA-256 or SM3. 日志杂凑算法")
    String journalHash() default "SHA-256";

    @AttributeDefinition(description = "Name of the county as printed on checkpoints. 检查点上打印的县名")
    String county() default "";

    @AttributeDefinition(description = "Seconds until a checkpoint covers what was sealed. 有新日志时签发检查点的间隔秒数")
    int checkpointSeconds() default 60;

    @AttributeDefinition(description = "Sealed entries after which a checkpoint is taken at once. 新日志达到此条数立即签发检查点")
    int checkpointEntries() default 1_000;

    @AttributeDefinition(description = "Directories elsewhere that get a copy of each checkpoint, separated by commas. 检查点副本目录（另一处存放），以逗号分隔")
    String checkpointCopies() default "";

    @AttributeDefinition(description = "Directory of the vault's keys; empty for keys/vault in the data directory. 保险柜密钥目录")
    String vaultKeys() default "";
}
