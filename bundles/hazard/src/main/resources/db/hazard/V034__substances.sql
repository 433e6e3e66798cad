-- Critical quantities Q and factors beta (GB 18218-2018, tables 1 to 4) as data; a county completes them from the bought standard.
CREATE TABLE hazard_substance (
    row_no INT NOT NULL PRIMARY KEY,
    name VARCHAR(100) NOT NULL,
    cas VARCHAR(100) NOT NULL,
    critical VARCHAR(20) NOT NULL,
    beta VARCHAR(20) NOT NULL,
    source VARCHAR(200) NOT NULL
);
INSERT INTO hazard_substance VALUES (0, '氨', '7664-41-7', '10', '2', 'GB 18218-2018 表1，校正系数见表3或表4；按公开文本录入，使用前请与标准核对');
INSERT INTO hazard_substance VALUES (1, '二氧化氮', '10102-44-0', '1', '10', 'GB 18218-2018 表1，校正系数见表3或表4；按公开文本录入，使用前请与标准核对');
INSERT INTO hazard_substance VALUES (2, '二氧化硫', '7446-09-5', '20', '2', 'GB 18218-2018 表1，校正系数见表3或表4；按公开文本录入，使用前请与标准核对');
INSERT INTO hazard_substance VALUES (3, '碳酰氯（光气）', '75-44-5', '0.3', '20', 'GB 18218-2018 表1，校正系数见表3或表4；按公开文本录入，使用前请与标准核对');
INSERT INTO hazard_substance VALUES (4, '环氧乙烷', '75-21-8', '10', '2', 'GB 18218-2018 表1，校正系数见表3或表4；按公开文本录入，使用前请与标准核对');
INSERT INTO hazard_substance VALUES (5, '磷化氢', '7803-51-2', '1', '20', 'GB 18218-2018 表1，校正系数见表3或表4；按公开文本录入，使用前请与标准核对');
INSERT INTO hazard_substance VALUES (6, '硫化氢', '7783-06-4', '5', '5', 'GB 18218-2018 表1，校正系数见表3或表4；按公开文本录入，使用前请与标准核对');
INSERT INTO hazard_substance VALUES (7, '氯化氢（无水）', '7647-01-0', '20', '3', 'GB 18218-2018 表1，校正系数见表3或表4；按公开文本录入，使用前请与标准核对');
INSERT INTO hazard_substance VALUES (8, '氯', '7782-50-5', '5', '4', 'GB 18218-2018 表1，校正系数见表3或表4；按公开文本录入，使用前请与标准核对');
INSERT INTO hazard_substance VALUES (9, '溴甲烷', '74-83-9', '10', '3', 'GB 18218-2018 表1，校正系数见表3或表4；按公开文本录入，使用前请与标准核对');
INSERT INTO hazard_substance VALUES (10, '氟化氢', '7664-39-3', '1', '5', 'GB 18218-2018 表1，校正系数见表3或表4；按公开文本录入，使用前请与标准核对');
INSERT INTO hazard_substance VALUES (11, '氰化氢', '74-90-8', '1', '10', 'GB 18218-2018 表1，校正系数见表3或表4；按公开文本录入，使用前请与标准核对');
INSERT INTO hazard_substance VALUES (12, '异氰酸甲酯', '624-83-9', '0.75', '20', 'GB 18218-2018 表1，校正系数见表3或表4；按公开文本录入，使用前请与标准核对');
INSERT INTO hazard_substance VALUES (13, '氢', '1333-74-0', '5', '1.5', 'GB 18218-2018 表1，校正系数见表3或表4；按公开文本录入，使用前请与标准核对');
INSERT INTO hazard_substance VALUES (14, '液化石油气', '68476-85-7', '50', '1.5', 'GB 18218-2018 表1，校正系数见表3或表4；按公开文本录入，使用前请与标准核对');
INSERT INTO hazard_substance VALUES (15, '乙炔', '74-86-2', '1', '1.5', 'GB 18218-2018 表1，校正系数见表3或表4；按公开文本录入，使用前请与标准核对');
INSERT INTO hazard_substance VALUES (16, '乙烯', '74-85-1', '50', '1.5', 'GB 18218-2018 表1，校正系数见表3或表4；按公开文本录入，使用前请与标准核对');
INSERT INTO hazard_substance VALUES (17, '甲烷（天然气）', '74-82-8', '50', '1.5', 'GB 18218-2018 表1，校正系数见表3或表4；按公开文本录入，使用前请与标准核对');
INSERT INTO hazard_substance VALUES (18, '苯', '71-43-2', '50', '1', 'GB 18218-2018 表1，校正系数见表3或表4；按公开文本录入，使用前请与标准核对');
INSERT INTO hazard_substance VALUES (19, '苯乙烯', '100-42-5', '500', '1', 'GB 18218-2018 表1，校正系数见表3或表4；按公开文本录入，使用前请与标准核对');
INSERT INTO hazard_substance VALUES (20, '丙酮', '67-64-1', '500', '1', 'GB 18218-2018 表1，校正系数见表3或表4；按公开文本录入，使用前请与标准核对');
INSERT INTO hazard_substance VALUES (21, '丙烯腈', '107-13-1', '50', '1', 'GB 18218-2018 表1，校正系数见表3或表4；按公开文本录入，使用前请与标准核对');
INSERT INTO hazard_substance VALUES (22, '环己烷', '110-82-7', '500', '1', 'GB 18218-2018 表1，校正系数见表3或表4；按公开文本录入，使用前请与标准核对');
INSERT INTO hazard_substance VALUES (23, '甲苯', '108-88-3', '500', '1', 'GB 18218-2018 表1，校正系数见表3或表4；按公开文本录入，使用前请与标准核对');
INSERT INTO hazard_substance VALUES (24, '甲醇', '67-56-1', '500', '1', 'GB 18218-2018 表1，校正系数见表3或表4；按公开文本录入，使用前请与标准核对');
INSERT INTO hazard_substance VALUES (25, '汽油（乙醇汽油、甲醇汽油）', '86290-81-5', '200', '1', 'GB 18218-2018 表1，校正系数见表3或表4；按公开文本录入，使用前请与标准核对');
INSERT INTO hazard_substance VALUES (26, '乙醇', '64-17-5', '500', '1', 'GB 18218-2018 表1，校正系数见表3或表4；按公开文本录入，使用前请与标准核对');
INSERT INTO hazard_substance VALUES (27, '乙酸乙酯', '141-78-6', '500', '1', 'GB 18218-2018 表1，校正系数见表3或表4；按公开文本录入，使用前请与标准核对');
INSERT INTO hazard_substance VALUES (28, '正己烷', '110-54-3', '500', '1', 'GB 18218-2018 表1，校正系数见表3或表4；按公开文本录入，使用前请与标准核对');
INSERT INTO hazard_substance VALUES (29, 'W2', '易燃气体', '10', '1.5', 'GB 18218-2018 表2、表4；按公开文本录入，使用前请与标准核对');
INSERT INTO hazard_substance VALUES (30, 'W3', '气溶胶', '150', '1', 'GB 18218-2018 表2、表4；按公开文本录入，使用前请与标准核对');
INSERT INTO hazard_substance VALUES (31, 'W4', '氧化性气体', '50', '1', 'GB 18218-2018 表2、表4；按公开文本录入，使用前请与标准核对');
INSERT INTO hazard_substance VALUES (32, 'W5.1', '易燃液体', '10', '1.5', 'GB 18218-2018 表2、表4；按公开文本录入，使用前请与标准核对');
INSERT INTO hazard_substance VALUES (33, 'W5.2', '易燃液体', '50', '1', 'GB 18218-2018 表2、表4；按公开文本录入，使用前请与标准核对');
INSERT INTO hazard_substance VALUES (34, 'W5.3', '易燃液体', '1000', '1', 'GB 18218-2018 表2、表4；按公开文本录入，使用前请与标准核对');
INSERT INTO hazard_substance VALUES (35, 'W5.4', '易燃液体', '5000', '1', 'GB 18218-2018 表2、表4；按公开文本录入，使用前请与标准核对');
INSERT INTO hazard_substance VALUES (36, 'J1', '急性毒性类别1，所有暴露途径，气体', '5', '4', 'GB 18218-2018 表2、表4；按公开文本录入，使用前请与标准核对');
INSERT INTO hazard_substance VALUES (37, 'J2', '急性毒性', '50', '1', 'GB 18218-2018 表2、表4；按公开文本录入，使用前请与标准核对');
INSERT INTO hazard_substance VALUES (38, 'J3', '急性毒性', '50', '2', 'GB 18218-2018 表2、表4；按公开文本录入，使用前请与标准核对');
INSERT INTO hazard_substance VALUES (39, 'J4', '急性毒性', '50', '2', 'GB 18218-2018 表2、表4；按公开文本录入，使用前请与标准核对');
INSERT INTO hazard_substance VALUES (40, 'J5', '急性毒性', '500', '1', 'GB 18218-2018 表2、表4；按公开文本录入，使用前请与标准核对');
INSERT INTO hazard_substance VALUES (41, 'W1.1', '爆炸物', '1', '2', 'GB 18218-2018 表2、表4；按公开文本录入，使用前请与标准核对');
INSERT INTO hazard_substance VALUES (42, 'W1.2', '爆炸物', '10', '2', 'GB 18218-2018 表2、表4；按公开文本录入，使用前请与标准核对');
INSERT INTO hazard_substance VALUES (43, 'W1.3', '爆炸物', '50', '2', 'GB 18218-2018 表2、表4；按公开文本录入，使用前请与标准核对');
INSERT INTO hazard_substance VALUES (44, 'W6.1', '自反应物质和混合物', '10', '1.5', 'GB 18218-2018 表2、表4；按公开文本录入，使用前请与标准核对');
INSERT INTO hazard_substance VALUES (45, 'W6.2', '自反应物质和混合物', '50', '1', 'GB 18218-2018 表2、表4；按公开文本录入，使用前请与标准核对');
INSERT INTO hazard_substance VALUES (46, 'W7.1', '有机过氧化物', '10', '1.5', 'GB 18218-2018 表2、表4；按公开文本录入，使用前请与标准核对');
INSERT INTO hazard_substance VALUES (47, 'W7.2', '有机过氧化物', '50', '1', 'GB 18218-2018 表2、表4；按公开文本录入，使用前请与标准核对');
INSERT INTO hazard_substance VALUES (48, 'W8', '自燃液体和自燃固体', '50', '1', 'GB 18218-2018 表2、表4；按公开文本录入，使用前请与标准核对');
INSERT INTO hazard_substance VALUES (49, 'W9.1', '氧化性固体和液体', '50', '1', 'GB 18218-2018 表2、表4；按公开文本录入，使用前请与标准核对');
INSERT INTO hazard_substance VALUES (50, 'W9.2', '氧化性固体和液体', '200', '1', 'GB 18218-2018 表2、表4；按公开文本录入，使用前请与标准核对');
INSERT INTO hazard_substance VALUES (51, 'W10', '易燃固体', '200', '1', 'GB 18218-2018 表2、表4；按公开文本录入，使用前请与标准核对');
INSERT INTO hazard_substance VALUES (52, 'W11', '遇水放出易燃气体的物质', '200', '1', 'GB 18218-2018 表2、表4；按公开文本录入，使用前请与标准核对');
