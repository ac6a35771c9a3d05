"""Requests keep their headers, those without secrets"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.add_column("inbound", sa.Column("head", sa.Text(), server_default="", nullable=False))
