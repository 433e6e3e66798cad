-- Criteria of major hazards (重大事故隐患判定标准) as data: standard, chapter, clause, condition. A county adds and ends them by REST;
-- nothing is ever decided by a text that does not stand here and is in force on the day of grading.
CREATE TABLE hazard_criterion (
    code VARCHAR(40) NOT NULL PRIMARY KEY,
    title VARCHAR(200) NOT NULL,
    document VARCHAR(100) NOT NULL,
    -- tags of the directory, comma-separated; empty for every sector
    sectors VARCHAR(300) NOT NULL,
    effective_from CHAR(10) NOT NULL,
    effective_to CHAR(10),
    source VARCHAR(500) NOT NULL,
    changed_by VARCHAR(200) NOT NULL
);
CREATE TABLE hazard_criterion_clause (
    code VARCHAR(40) NOT NULL,
    row_no INT NOT NULL,
    chapter VARCHAR(200) NOT NULL,
    clause VARCHAR(100) NOT NULL,
    condition_text VARCHAR(1000) NOT NULL,
    evidence VARCHAR(300),
    CONSTRAINT hazard_criterion_clause_key PRIMARY KEY (code, row_no)
);
INSERT INTO hazard_criterion (code, title, document, sectors, effective_from, effective_to, source, changed_by) VALUES ('whp-2017', '化工和危险化学品生产经营单位重大生产安全事故隐患判定标准（试行）', '安监总管三〔2017〕121号', '危险化学品,加油站', '2017-11-13', NULL, '原国家安全监管总局 2017-11-13 印发；按公开文本录入，启用前请与正式文本核对，并留意修订', 'system:hazard');
INSERT INTO hazard_criterion_clause (code, row_no, chapter, clause, condition_text, evidence) VALUES ('whp-2017', 0, '化工和危险化学品', '第一项', '危险化学品生产、经营单位主要负责人和安全生产管理人员未依法经考核合格。', '安全资格证书或考核合格证明');
INSERT INTO hazard_criterion_clause (code, row_no, chapter, clause, condition_text, evidence) VALUES ('whp-2017', 1, '化工和危险化学品', '第二项', '特种作业人员未持证上岗。', '特种作业操作证');
INSERT INTO hazard_criterion_clause (code, row_no, chapter, clause, condition_text, evidence) VALUES ('whp-2017', 2, '化工和危险化学品', '第三项', '涉及“两重点一重大”的生产装置、储存设施外部安全防护距离不符合国家标准要求。', '外部安全防护距离评估报告');
INSERT INTO hazard_criterion_clause (code, row_no, chapter, clause, condition_text, evidence) VALUES ('whp-2017', 3, '化工和危险化学品', '第四项', '涉及重点监管危险化工工艺的装置未实现自动化控制，系统未实现紧急停车功能，装备的自动化控制系统、紧急停车系统未投入使用。', '控制系统投用记录、现场画面');
INSERT INTO hazard_criterion_clause (code, row_no, chapter, clause, condition_text, evidence) VALUES ('whp-2017', 4, '化工和危险化学品', '第五项', '构成一级、二级重大危险源的危险化学品罐区未实现紧急切断功能；涉及毒性气体、液化气体、剧毒液体的一级、二级重大危险源的危险化学品罐区未配备独立的安全仪表系统。', '紧急切断阀照片、安全仪表系统验收资料');
INSERT INTO hazard_criterion_clause (code, row_no, chapter, clause, condition_text, evidence) VALUES ('whp-2017', 5, '化工和危险化学品', '第六项', '全压力式液化烃储罐未按国家标准设置注水措施。', '现场照片');
INSERT INTO hazard_criterion_clause (code, row_no, chapter, clause, condition_text, evidence) VALUES ('whp-2017', 6, '化工和危险化学品', '第七项', '液化烃、液氨、液氯等易燃易爆、有毒有害液化气体的充装未使用万向管道充装系统。', '充装作业照片');
INSERT INTO hazard_criterion_clause (code, row_no, chapter, clause, condition_text, evidence) VALUES ('whp-2017', 7, '化工和危险化学品', '第八项', '光气、氯气等剧毒气体及硫化氢气体管道穿越除厂区（包括化工园区、工业园区）外的公共区域。', '管道走向图');
INSERT INTO hazard_criterion_clause (code, row_no, chapter, clause, condition_text, evidence) VALUES ('whp-2017', 8, '化工和危险化学品', '第九项', '地区架空电力线路穿越生产区且不符合国家标准要求。', '现场照片、测距');
INSERT INTO hazard_criterion_clause (code, row_no, chapter, clause, condition_text, evidence) VALUES ('whp-2017', 9, '化工和危险化学品', '第十项', '在役化工装置未经正规设计且未进行安全设计诊断。', '设计资料或诊断报告');
INSERT INTO hazard_criterion_clause (code, row_no, chapter, clause, condition_text, evidence) VALUES ('whp-2017', 10, '化工和危险化学品', '第十一项', '使用淘汰落后安全技术工艺、设备目录列出的工艺、设备。', '设备铭牌照片');
INSERT INTO hazard_criterion_clause (code, row_no, chapter, clause, condition_text, evidence) VALUES ('whp-2017', 11, '化工和危险化学品', '第十二项', '涉及可燃和有毒有害气体泄漏的场所未按国家标准设置检测报警装置，爆炸危险场所未按国家标准安装使用防爆电气设备。', '探测器布置图、防爆标志照片');
INSERT INTO hazard_criterion_clause (code, row_no, chapter, clause, condition_text, evidence) VALUES ('whp-2017', 12, '化工和危险化学品', '第十三项', '控制室或机柜间面向具有火灾、爆炸危险性装置一侧不满足国家标准关于防火防爆的要求。', '建筑图、现场照片');
INSERT INTO hazard_criterion_clause (code, row_no, chapter, clause, condition_text, evidence) VALUES ('whp-2017', 13, '化工和危险化学品', '第十四项', '化工生产装置未按国家标准要求设置双重电源供电，自动化控制系统未设置不间断电源。', '供电系统图');
INSERT INTO hazard_criterion_clause (code, row_no, chapter, clause, condition_text, evidence) VALUES ('whp-2017', 14, '化工和危险化学品', '第十五项', '安全阀、爆破片等安全附件未正常投用。', '安全附件校验记录、现场照片');
INSERT INTO hazard_criterion_clause (code, row_no, chapter, clause, condition_text, evidence) VALUES ('whp-2017', 15, '化工和危险化学品', '第十六项', '未建立与岗位相匹配的全员安全生产责任制或者未制定实施生产安全事故隐患排查治理制度。', '责任制文件、排查记录');
INSERT INTO hazard_criterion_clause (code, row_no, chapter, clause, condition_text, evidence) VALUES ('whp-2017', 16, '化工和危险化学品', '第十七项', '未制定操作规程和工艺控制指标。', '操作规程');
INSERT INTO hazard_criterion_clause (code, row_no, chapter, clause, condition_text, evidence) VALUES ('whp-2017', 17, '化工和危险化学品', '第十八项', '未按照国家标准制定动火、进入受限空间等特殊作业管理制度，或者制度未有效执行。', '作业票、现场照片');
INSERT INTO hazard_criterion_clause (code, row_no, chapter, clause, condition_text, evidence) VALUES ('whp-2017', 18, '化工和危险化学品', '第十九项', '新开发的危险化学品生产工艺未经小试、中试、工业化试验直接进行工业化生产；国内首次使用的化工工艺未经过省级人民政府有关部门组织的安全可靠性论证；新建装置未制定试生产方案投料开车；精细化工企业未按规范性文件要求开展反应安全风险评估。', '论证或评估报告');
INSERT INTO hazard_criterion_clause (code, row_no, chapter, clause, condition_text, evidence) VALUES ('whp-2017', 19, '化工和危险化学品', '第二十项', '未按国家标准分区分类储存危险化学品，超量、超品种储存危险化学品，相互禁配物质混放混存。', '库存台账、现场照片');
INSERT INTO hazard_criterion (code, title, document, sectors, effective_from, effective_to, source, changed_by) VALUES ('gm-2023', '工贸企业重大事故隐患判定标准（应急管理部令第10号）', '应急管理部令第10号', '工贸,粉尘涉爆,涉氨制冷,有限空间,粮食仓储', '2023-05-15', NULL, '应急管理部 2023 年公布，自 2023-05-15 施行；随产品录入县域常用部分，按公开文本录入，启用前请与正式文本核对', 'system:hazard');
INSERT INTO hazard_criterion_clause (code, row_no, chapter, clause, condition_text, evidence) VALUES ('gm-2023', 0, '管理类', '第三条第（一）项', '未对承包单位、承租单位的安全生产工作统一协调、管理，或者未定期进行安全检查的。', '承包租赁合同、检查记录');
INSERT INTO hazard_criterion_clause (code, row_no, chapter, clause, condition_text, evidence) VALUES ('gm-2023', 1, '管理类', '第三条第（二）项', '特种作业人员未按照规定经专门的安全作业培训并取得相应资格，上岗作业的。', '特种作业操作证');
INSERT INTO hazard_criterion_clause (code, row_no, chapter, clause, condition_text, evidence) VALUES ('gm-2023', 2, '管理类', '第三条第（三）项', '金属冶炼企业主要负责人、安全生产管理人员未按照规定经考核合格的。', '考核合格证明');
INSERT INTO hazard_criterion_clause (code, row_no, chapter, clause, condition_text, evidence) VALUES ('gm-2023', 3, '轻工企业', '第八条第（一）项', '食品制造企业烘制、油炸设备未设置防过热自动切断装置的。', '现场照片、相关记录');
INSERT INTO hazard_criterion_clause (code, row_no, chapter, clause, condition_text, evidence) VALUES ('gm-2023', 4, '轻工企业', '第八条第（二）项', '白酒勾兑、灌装场所和酒库未设置固定式乙醇蒸气浓度监测报警装置，或者监测报警装置未与通风设施联锁的。', '现场照片、相关记录');
INSERT INTO hazard_criterion_clause (code, row_no, chapter, clause, condition_text, evidence) VALUES ('gm-2023', 5, '轻工企业', '第八条第（三）项', '纸浆制造、造纸企业使用蒸气、明火直接加热钢瓶汽化液氯的。', '现场照片、相关记录');
INSERT INTO hazard_criterion_clause (code, row_no, chapter, clause, condition_text, evidence) VALUES ('gm-2023', 6, '轻工企业', '第八条第（四）项', '日用玻璃、陶瓷制造企业采用预混燃烧方式的燃气窑炉（热发生炉煤气窑炉除外）的燃气总管未设置管道压力监测报警装置，或者监测报警装置未与紧急自动切断装置联锁的。', '现场照片、相关记录');
INSERT INTO hazard_criterion_clause (code, row_no, chapter, clause, condition_text, evidence) VALUES ('gm-2023', 7, '轻工企业', '第八条第（五）项', '日用玻璃制造企业玻璃窑炉的冷却保护系统未设置监测报警装置的。', '现场照片、相关记录');
INSERT INTO hazard_criterion_clause (code, row_no, chapter, clause, condition_text, evidence) VALUES ('gm-2023', 8, '轻工企业', '第八条第（六）项', '使用非水性漆的调漆间、喷漆室未设置固定式可燃气体浓度监测报警装置或者通风设施的。', '现场照片、相关记录');
INSERT INTO hazard_criterion_clause (code, row_no, chapter, clause, condition_text, evidence) VALUES ('gm-2023', 9, '轻工企业', '第八条第（七）项', '锂离子电池储存仓库未对故障电池采取有效物理隔离措施的。', '现场照片、相关记录');
INSERT INTO hazard_criterion_clause (code, row_no, chapter, clause, condition_text, evidence) VALUES ('gm-2023', 10, '纺织企业', '第九条第（一）项', '纱、线、织物加工的烧毛、开幅、烘干等热定型工艺的汽化室、燃气贮罐、储油罐、热媒炉，未与生产加工等人员聚集场所隔开或者单独设置的。', '现场照片、相关记录');
INSERT INTO hazard_criterion_clause (code, row_no, chapter, clause, condition_text, evidence) VALUES ('gm-2023', 11, '纺织企业', '第九条第（二）项', '保险粉、双氧水、次氯酸钠、亚氯酸钠、雕白粉（吊白块）与禁忌物料混合储存，或者保险粉储存场所未采取防水防潮措施的。', '现场照片、相关记录');
INSERT INTO hazard_criterion_clause (code, row_no, chapter, clause, condition_text, evidence) VALUES ('gm-2023', 12, '存在粉尘爆炸危险的企业', '第十一条第（一）项', '粉尘爆炸危险场所设置在非框架结构的多层建构筑物内，或者粉尘爆炸危险场所内设有员工宿舍、会议室、办公室、休息室等人员聚集场所的。', '现场照片、相关记录');
INSERT INTO hazard_criterion_clause (code, row_no, chapter, clause, condition_text, evidence) VALUES ('gm-2023', 13, '存在粉尘爆炸危险的企业', '第十一条第（二）项', '不同类别的可燃性粉尘、可燃性粉尘与可燃气体等易加剧爆炸危险的介质共用一套除尘系统，或者不同建构筑物、不同防火分区共用一套除尘系统、除尘系统互联互通的。', '现场照片、相关记录');
INSERT INTO hazard_criterion_clause (code, row_no, chapter, clause, condition_text, evidence) VALUES ('gm-2023', 14, '存在粉尘爆炸危险的企业', '第十一条第（三）项', '干式除尘系统未采取泄爆、惰化、抑爆等任一种爆炸防控措施的。', '现场照片、相关记录');
INSERT INTO hazard_criterion_clause (code, row_no, chapter, clause, condition_text, evidence) VALUES ('gm-2023', 15, '存在粉尘爆炸危险的企业', '第十一条第（四）项', '铝镁等金属粉尘除尘系统采用正压除尘方式，或者其他可燃性粉尘除尘系统采用正压吹送粉尘时，未采取火花探测消除等防范点燃源措施的。', '现场照片、相关记录');
INSERT INTO hazard_criterion_clause (code, row_no, chapter, clause, condition_text, evidence) VALUES ('gm-2023', 16, '存在粉尘爆炸危险的企业', '第十一条第（五）项', '除尘系统采用重力沉降室除尘，或者采用干式巷道式构筑物作为除尘风道的。', '现场照片、相关记录');
INSERT INTO hazard_criterion_clause (code, row_no, chapter, clause, condition_text, evidence) VALUES ('gm-2023', 17, '存在粉尘爆炸危险的企业', '第十一条第（六）项', '铝镁等金属粉尘、木质粉尘的干式除尘系统未设置锁气卸灰装置的。', '现场照片、相关记录');
INSERT INTO hazard_criterion_clause (code, row_no, chapter, clause, condition_text, evidence) VALUES ('gm-2023', 18, '存在粉尘爆炸危险的企业', '第十一条第（七）项', '除尘器、收尘仓等划分为20区的粉尘爆炸危险场所电气设备不符合防爆要求的。', '现场照片、相关记录');
INSERT INTO hazard_criterion_clause (code, row_no, chapter, clause, condition_text, evidence) VALUES ('gm-2023', 19, '存在粉尘爆炸危险的企业', '第十一条第（八）项', '粉碎、研磨、造粒等易产生机械点燃源的工艺设备前，未设置铁、石等杂物去除装置，或者木制品加工企业与砂光机连接的风管未设置火花探测消除装置的。', '现场照片、相关记录');
INSERT INTO hazard_criterion_clause (code, row_no, chapter, clause, condition_text, evidence) VALUES ('gm-2023', 20, '存在粉尘爆炸危险的企业', '第十一条第（九）项', '遇湿自燃金属粉尘收集、堆放、储存场所未采取通风等防止氢气积聚措施，或者干式收集、堆放、储存场所未采取防水、防潮措施的。', '现场照片、相关记录');
INSERT INTO hazard_criterion_clause (code, row_no, chapter, clause, condition_text, evidence) VALUES ('gm-2023', 21, '存在粉尘爆炸危险的企业', '第十一条第（十）项', '未落实粉尘清理制度，造成作业现场积尘严重的。', '现场照片、相关记录');
INSERT INTO hazard_criterion_clause (code, row_no, chapter, clause, condition_text, evidence) VALUES ('gm-2023', 22, '使用液氨制冷的企业', '第十二条第（一）项', '包装、分割、产品整理场所的空调系统采用氨直接蒸发制冷的。', '现场照片、相关记录');
INSERT INTO hazard_criterion_clause (code, row_no, chapter, clause, condition_text, evidence) VALUES ('gm-2023', 23, '使用液氨制冷的企业', '第十二条第（二）项', '快速冻结装置未设置在单独的作业间内，或者快速冻结装置作业间内作业人员数量超过9人的。', '现场照片、相关记录');
INSERT INTO hazard_criterion_clause (code, row_no, chapter, clause, condition_text, evidence) VALUES ('gm-2023', 24, '存在硫化氢、一氧化碳等中毒风险的有限空间作业', '第十三条第（一）项', '未对有限空间进行辨识、建立安全管理台账，并且未设置明显的安全警示标志的。', '现场照片、相关记录');
INSERT INTO hazard_criterion_clause (code, row_no, chapter, clause, condition_text, evidence) VALUES ('gm-2023', 25, '存在硫化氢、一氧化碳等中毒风险的有限空间作业', '第十三条第（二）项', '未落实有限空间作业审批，或者未执行“先通风、再检测、后作业”要求，或者作业现场未设置监护人员的。', '现场照片、相关记录');
INSERT INTO hazard_criterion (code, title, document, sectors, effective_from, effective_to, source, changed_by) VALUES ('fmks-2022', '金属非金属矿山重大事故隐患判定标准', '矿安〔2022〕88号', '非煤矿山', '2022-09-01', NULL, '国家矿山安全监察局 2022 年印发；随产品录入露天矿山常用部分，按公开文本录入，启用前请与正式文本及补充情形核对', 'system:hazard');
INSERT INTO hazard_criterion_clause (code, row_no, chapter, clause, condition_text, evidence) VALUES ('fmks-2022', 0, '露天矿山', '二、（一）', '地下开采转露天开采前，未探明采空区和溶洞，或者未按设计处理对露天开采安全有威胁的采空区和溶洞。', '现场照片、设计资料');
INSERT INTO hazard_criterion_clause (code, row_no, chapter, clause, condition_text, evidence) VALUES ('fmks-2022', 1, '露天矿山', '二、（二）', '使用国家明令禁止使用的设备、材料或者工艺。', '现场照片、设计资料');
INSERT INTO hazard_criterion_clause (code, row_no, chapter, clause, condition_text, evidence) VALUES ('fmks-2022', 2, '露天矿山', '二、（三）', '未采用自上而下的开采顺序分台阶或者分层开采。', '现场照片、设计资料');
INSERT INTO hazard_criterion_clause (code, row_no, chapter, clause, condition_text, evidence) VALUES ('fmks-2022', 3, '露天矿山', '二、（四）', '工作帮坡角大于设计工作帮坡角，或者最终边坡台阶高度超过设计高度。', '现场照片、设计资料');
INSERT INTO hazard_criterion_clause (code, row_no, chapter, clause, condition_text, evidence) VALUES ('fmks-2022', 4, '露天矿山', '二、（五）', '开采或者破坏设计要求保留的矿（岩）柱或者挂帮矿体。', '现场照片、设计资料');
INSERT INTO hazard_criterion_clause (code, row_no, chapter, clause, condition_text, evidence) VALUES ('fmks-2022', 5, '露天矿山', '二、（六）', '未按有关国家标准或者行业标准对采场边坡、排土场边坡进行稳定性分析。', '现场照片、设计资料');
INSERT INTO hazard_criterion (code, title, document, sectors, effective_from, effective_to, source, changed_by) VALUES ('rq-2023', '城镇燃气经营安全重大隐患判定标准', '建城规〔2023〕4号', '城镇燃气', '2023-09-21', NULL, '住房和城乡建设部 2023 年印发；按公开文本录入常用部分，启用前请与正式文本核对', 'system:hazard');
INSERT INTO hazard_criterion_clause (code, row_no, chapter, clause, condition_text, evidence) VALUES ('rq-2023', 0, '燃气经营者安全生产管理', '第五条第（一）项', '未取得燃气经营许可证从事燃气经营活动。', '现场照片、相关记录');
INSERT INTO hazard_criterion_clause (code, row_no, chapter, clause, condition_text, evidence) VALUES ('rq-2023', 1, '燃气经营者安全生产管理', '第五条第（二）项', '未建立安全风险分级管控制度。', '现场照片、相关记录');
INSERT INTO hazard_criterion_clause (code, row_no, chapter, clause, condition_text, evidence) VALUES ('rq-2023', 2, '燃气经营者安全生产管理', '第五条第（三）项', '未建立事故隐患排查治理制度。', '现场照片、相关记录');
INSERT INTO hazard_criterion_clause (code, row_no, chapter, clause, condition_text, evidence) VALUES ('rq-2023', 3, '燃气经营者安全生产管理', '第五条第（四）项', '未制定生产安全事故应急救援预案。', '现场照片、相关记录');
INSERT INTO hazard_criterion_clause (code, row_no, chapter, clause, condition_text, evidence) VALUES ('rq-2023', 4, '燃气厂站', '第六条第（一）项', '燃气储罐未设置压力、罐容或液位显示等监测装置，或不具有超限报警功能。', '现场照片、相关记录');
INSERT INTO hazard_criterion_clause (code, row_no, chapter, clause, condition_text, evidence) VALUES ('rq-2023', 5, '燃气厂站', '第六条第（二）项', '燃气厂站内设备和管道未设置防止系统压力参数超过限值的自动切断和放散装置。', '现场照片、相关记录');
INSERT INTO hazard_criterion_clause (code, row_no, chapter, clause, condition_text, evidence) VALUES ('rq-2023', 6, '燃气厂站', '第六条第（三）项', '压缩天然气、液化天然气和液化石油气装卸系统未设置防止装卸用管拉脱的联锁保护装置。', '现场照片、相关记录');
INSERT INTO hazard_criterion_clause (code, row_no, chapter, clause, condition_text, evidence) VALUES ('rq-2023', 7, '燃气厂站', '第六条第（四）项', '燃气厂站内设置在有爆炸危险环境的电气、仪表装置，不具有与该区域爆炸危险等级相对应的防爆性能。', '现场照片、相关记录');
INSERT INTO hazard_criterion (code, title, document, sectors, effective_from, effective_to, source, changed_by) VALUES ('fwsz-2022', '房屋市政工程生产安全重大事故隐患判定标准', '建质规〔2022〕2号', '建筑施工', '2022-04-19', NULL, '住房和城乡建设部 2022 年印发，另有 2024 版；按公开文本录入施工安全管理部分，启用前请以现行版本核对', 'system:hazard');
INSERT INTO hazard_criterion_clause (code, row_no, chapter, clause, condition_text, evidence) VALUES ('fwsz-2022', 0, '施工安全管理', '第四条第（一）项', '建筑施工企业未取得安全生产许可证擅自从事建筑施工活动。', '现场照片、相关记录');
INSERT INTO hazard_criterion_clause (code, row_no, chapter, clause, condition_text, evidence) VALUES ('fwsz-2022', 1, '施工安全管理', '第四条第（二）项', '施工单位的主要负责人、项目负责人、专职安全生产管理人员未取得安全生产考核合格证书从事相关工作。', '现场照片、相关记录');
INSERT INTO hazard_criterion_clause (code, row_no, chapter, clause, condition_text, evidence) VALUES ('fwsz-2022', 2, '施工安全管理', '第四条第（三）项', '建筑施工特种作业人员未取得特种作业人员操作资格证书上岗作业。', '现场照片、相关记录');
INSERT INTO hazard_criterion_clause (code, row_no, chapter, clause, condition_text, evidence) VALUES ('fwsz-2022', 3, '施工安全管理', '第四条第（四）项', '危险性较大的分部分项工程未编制、未审核专项施工方案，或未按规定组织专家对“超过一定规模的危险性较大的分部分项工程范围”的专项施工方案进行论证。', '现场照片、相关记录');
INSERT INTO hazard_criterion (code, title, document, sectors, effective_from, effective_to, source, changed_by) VALUES ('xf-35181', '重大火灾隐患判定方法（GB 35181—2017）', 'GB 35181—2017', '', '2018-07-01', NULL, '国家标准；录入直接判定要素，按公开文本录入，启用前请与现行版本核对', 'system:hazard');
INSERT INTO hazard_criterion_clause (code, row_no, chapter, clause, condition_text, evidence) VALUES ('xf-35181', 0, '直接判定要素', '6.1', '生产、储存和装卸易燃易爆危险品的工厂、仓库和专用车站、码头、储罐区，未设置在城市的边缘或相对独立的安全地带。', '现场照片、消防检查记录');
INSERT INTO hazard_criterion_clause (code, row_no, chapter, clause, condition_text, evidence) VALUES ('xf-35181', 1, '直接判定要素', '6.2', '生产、储存、经营易燃易爆危险品的场所与人员密集场所、居住场所设置在同一建筑物内，或与人员密集场所、居住场所的防火间距小于国家工程建设消防技术标准规定值的75%。', '现场照片、消防检查记录');
INSERT INTO hazard_criterion_clause (code, row_no, chapter, clause, condition_text, evidence) VALUES ('xf-35181', 2, '直接判定要素', '6.3', '城市建成区内的加油站、天然气或液化石油气加气站、加油加气合建站的储量达到或超过GB 50156对一级站的规定。', '现场照片、消防检查记录');
INSERT INTO hazard_criterion_clause (code, row_no, chapter, clause, condition_text, evidence) VALUES ('xf-35181', 3, '直接判定要素', '6.4', '甲、乙类生产场所和仓库设置在建筑的地下室或半地下室。', '现场照片、消防检查记录');
INSERT INTO hazard_criterion_clause (code, row_no, chapter, clause, condition_text, evidence) VALUES ('xf-35181', 4, '直接判定要素', '6.5', '公共娱乐场所、商店、地下人员密集场所的安全出口数量不足或其总净宽度小于国家工程建设消防技术标准规定值的80%。', '现场照片、消防检查记录');
INSERT INTO hazard_criterion_clause (code, row_no, chapter, clause, condition_text, evidence) VALUES ('xf-35181', 5, '直接判定要素', '6.6', '旅馆、公共娱乐场所、商店、地下人员密集场所未按国家工程建设消防技术标准的规定设置自动喷水灭火系统或火灾自动报警系统。', '现场照片、消防检查记录');
INSERT INTO hazard_criterion_clause (code, row_no, chapter, clause, condition_text, evidence) VALUES ('xf-35181', 6, '直接判定要素', '6.7', '易燃可燃液体、可燃气体储罐（区）未按国家工程建设消防技术标准的规定设置固定灭火、冷却、可燃气体浓度报警、火灾报警设施。', '现场照片、消防检查记录');
INSERT INTO hazard_criterion_clause (code, row_no, chapter, clause, condition_text, evidence) VALUES ('xf-35181', 7, '直接判定要素', '6.8', '在人员密集场所违反消防安全规定使用、储存或销售易燃易爆危险品。', '现场照片、消防检查记录');
INSERT INTO hazard_criterion_clause (code, row_no, chapter, clause, condition_text, evidence) VALUES ('xf-35181', 8, '直接判定要素', '6.9', '托儿所、幼儿园的儿童用房以及老年人活动场所，所在楼层位置不符合国家工程建设消防技术标准的规定。', '现场照片、消防检查记录');
INSERT INTO hazard_criterion_clause (code, row_no, chapter, clause, condition_text, evidence) VALUES ('xf-35181', 9, '直接判定要素', '6.10', '人员密集场所的居住场所采用彩钢夹芯板搭建，且彩钢夹芯板芯材的燃烧性能等级低于GB 8624规定的A级。', '现场照片、消防检查记录');
