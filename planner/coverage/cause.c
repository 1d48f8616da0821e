#include "planner/coverage/footprint.h"

static const struct {
    const char *en, *zh;
} names[CAUSE_COUNT] = {
    [CAUSE_DATA_MISSING] = {"data missing", "资料缺失"},
    [CAUSE_NO_CAMERA_NEAR] = {"no camera near", "附近无摄像机"},
    [CAUSE_OUT_OF_RANGE] = {"out of range", "超出作用距离"},
    [CAUSE_OUTSIDE_FIELD] = {"outside the field of view", "不在视场内"},
    [CAUSE_TOO_STEEP] = {"too steep", "俯角过大"},
    [CAUSE_UNDER_MOUNT] = {"under the mount", "杆下盲区"},
    [CAUSE_TERRAIN] = {"hidden by terrain", "被地形遮挡"},
    [CAUSE_BUILDING] = {"hidden by building", "被建筑遮挡"},
    [CAUSE_CANOPY] = {"hidden by canopy", "被树冠遮挡"},
    [CAUSE_FEW_PIXELS] = {"too few pixels", "像素密度不足"},
    [CAUSE_MASKED] = {"masked", "被遮蔽"},
    [CAUSE_OFFLINE] = {"camera offline", "摄像机离线"},
    [CAUSE_CONSENT] = {"consent missing", "未取得同意"},
    [CAUSE_COVERED] = {"covered", "已覆盖"},
};

const char *cause_name(Cause cause)
{
    return names[cause].en;
}

const char *cause_name_zh(Cause cause)
{
    return names[cause].zh;
}
