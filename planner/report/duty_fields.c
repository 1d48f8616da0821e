#include "planner/report/duty_fields.h"

void duty_fields_write(VectorFile *file, const Duty *duty)
{
    vector_file_text(file, "builder", duty->builder.zh);
    vector_file_text(file, "builder_en", duty->builder.en);
    vector_file_text(file, "payer", duty->payer.zh);
    vector_file_text(file, "supervisor", duty->supervisor.zh);
    vector_file_text(file, "supervisor_en", duty->supervisor.en);
    vector_file_text(file, "supervisor_basis", duty->supervisor_basis);
    vector_file_text(file, "coordinators", duty->coordinators.zh);
    vector_file_text(file, "duty_clause", duty->clause->id);
}
