"""An attempt's number may be a date and a time in digits"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":  # SQLite's integers are that long anyway
        op.alter_column("jobs", "life", type_=sa.BigInteger(), existing_type=sa.Integer(), existing_nullable=False)
